-- How much had changed when no run began, and what made a run begin that failed. Rows of events that do not say it
-- hold none.

ALTER TABLE headrace_registry.training_held ADD COLUMN pending bigint;
ALTER TABLE headrace_registry.training_held ADD COLUMN rows bigint;
ALTER TABLE headrace_registry.run_failure ADD COLUMN trigger text;
ALTER TABLE headrace_registry.run_failure ADD COLUMN changes bigint;

-- The order and the rows of what `headrace why` tells.
CREATE INDEX ON headrace_registry.training_held (pipeline, held_at);
CREATE INDEX ON headrace_registry.run_failure (pipeline, failed_at);
CREATE INDEX ON headrace_registry.model_version (pipeline, trained_at);
CREATE INDEX ON headrace_registry.training_answer (pipeline, answered_at);
