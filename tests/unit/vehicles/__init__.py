"""Tests of vehicles: recalls and service plans. All makes, campaigns and rows here are made up."""
