package io.headrace.app.bench;

import io.headrace.app.Environment;
import io.headrace.app.commands.Application;
import io.headrace.app.commands.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A pipeline that is measured: 20 features, every change a reason to train.
///
/// @param trainer as YAML has it
record FeaturePipeline(String trainer) {

    static final FeaturePipeline RIDGE = new FeaturePipeline("{kind: ridge, l2: %s}".formatted(RetrainedRidge.L2));

    /// Puts it in force over a table.
    void apply(Environment environment, String pipeline, FeatureTable table) throws IOException {
        String yaml = template()
                .replace("${pipeline}", pipeline)
                .replace("${table}", table.name())
                .replace("${features}", String.join(", ", FeatureTable.FEATURES))
                .replace("${trainer}", trainer);
        try (Session session = Session.open(environment)) {
            long _ = Application.apply(session, pipeline + ".yaml", yaml);
        }
    }

    /// Gives a table to Headrace without it.
    static void share(Environment environment, FeatureTable table) {
        try (Session session = Session.open(environment)) {
            session.rows("select headrace.share(?::regclass)", table.name());
        }
    }

    private static String template() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(FeaturePipeline.class.getResourceAsStream("/bench/pipeline.yaml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
