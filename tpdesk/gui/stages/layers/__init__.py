"""The stage Layers: boundaries, figures and anything else that lies under the buildings."""
