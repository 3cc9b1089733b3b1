"""The classroom on Kubernetes: images, values for Zero to JupyterHub, and a chart for what that does not bring."""
