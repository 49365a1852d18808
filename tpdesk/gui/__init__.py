"""The window: panels, dialogs, canvas, item models, actions. The only importer of QtWidgets."""
