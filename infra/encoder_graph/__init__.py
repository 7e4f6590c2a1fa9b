"""The local encoder's files, made from published weights: at set-up and for the layer, never at run time."""
