-- Which Headrace trained.

ALTER TABLE headrace_registry.model_version ADD COLUMN code_version text;
COMMENT ON COLUMN headrace_registry.model_version.code_version IS
    'Of the Headrace that trained, or took the worker''s model; NULL: the event does not say';
COMMENT ON COLUMN headrace_registry.model_version.provenance IS
    'Of a model that a worker made: trainer, hyperparameters, seed, libraries, whether the trainer repeats itself, and the trials of a search';
