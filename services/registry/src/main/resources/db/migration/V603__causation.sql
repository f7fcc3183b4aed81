-- What brought each event about: ce_causation. The id of another event or of a request, a cut, or a timer.
-- Rows that were written before this column came hold none, until `headrace rebuild registry` makes them again.

ALTER TABLE headrace_registry.pipeline_revision ADD COLUMN causation text;
ALTER TABLE headrace_registry.model_version ADD COLUMN causation text;
ALTER TABLE headrace_registry.run_failure ADD COLUMN causation text;
ALTER TABLE headrace_registry.training_held ADD COLUMN causation text;
ALTER TABLE headrace_registry.training_answer ADD COLUMN causation text;
ALTER TABLE headrace_registry.validation ADD COLUMN causation text;
ALTER TABLE headrace_registry.deployment ADD COLUMN causation text;
ALTER TABLE headrace_registry.pending ADD COLUMN causation text;
ALTER TABLE headrace_registry.held ADD COLUMN causation text;
ALTER TABLE headrace_registry.deployment_answer ADD COLUMN causation text;
ALTER TABLE headrace_registry.incident ADD COLUMN causation text;
ALTER TABLE headrace_registry.incident_answer ADD COLUMN causation text;
ALTER TABLE headrace_registry.source_trouble ADD COLUMN causation text;
