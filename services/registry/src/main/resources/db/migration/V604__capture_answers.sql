-- What capture answers to the requests that it carries out.

CREATE TABLE headrace_registry.capture_answer (LIKE headrace_registry.training_answer INCLUDING ALL);
COMMENT ON TABLE headrace_registry.capture_answer IS 'headrace.capture: answers to requests; read the view request';

CREATE OR REPLACE VIEW headrace_registry.request AS
SELECT request AS id, kind, pipeline, accepted, sentence, asked_by, answered_at, event_id
FROM headrace_registry.training_answer
UNION ALL
SELECT request, kind, pipeline, accepted, sentence, asked_by, answered_at, event_id
FROM headrace_registry.deployment_answer
UNION ALL
SELECT request, kind, pipeline, accepted, sentence, asked_by, answered_at, event_id
FROM headrace_registry.incident_answer
UNION ALL
SELECT request, kind, pipeline, accepted, sentence, asked_by, answered_at, event_id
FROM headrace_registry.capture_answer;

GRANT SELECT ON headrace_registry.capture_answer TO headrace_reader, headrace_service;
GRANT INSERT, UPDATE, TRUNCATE ON headrace_registry.capture_answer TO headrace_service;
