"""Tests of infra/encoder_graph: published weights to an ONNX graph."""
