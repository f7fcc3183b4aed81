package io.headrace.app.proof;

import io.headrace.app.CommandFailure;
import io.headrace.capture.rows.TableName;
import io.headrace.capture.stream.Catalogue;
import io.headrace.capture.stream.EngineSpec;
import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.stream.PipelineCatalog;
import io.headrace.events.ModelDeployed;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.schemas.Topics;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/// What is to be compared: tables, and the pipeline revisions on them whose statistics the dataset keeps.
record VerifyScope(List<TableName> tables, List<Declaration> declarations) {

    /// @param name of a table or a pipeline; null: everything
    static VerifyScope of(Site site, @Nullable String name) throws SQLException {
        List<TableName> shared = new ArrayList<>();
        for (EngineSpec source : site.sources()) {
            new Catalogue(source).tables().values().forEach(table -> shared.add(table.name()));
        }
        List<Declaration> kept = kept(site);
        if (name == null) {
            return new VerifyScope(shared, kept);
        }
        List<Declaration> named = kept.stream()
                .filter(declaration -> declaration.id().pipeline().equals(name))
                .toList();
        if (named.isEmpty()) {
            return new VerifyScope(tables(shared, qualified(name), name), kept);
        }
        Declaration its = named.getFirst();
        return new VerifyScope(
                List.of(shared.stream()
                        .filter(table -> table.topic().equals(its.topic()))
                        .findFirst()
                        .orElseThrow(() ->
                                CommandFailure.failed("%s, the table of %s, is not shared: select headrace.share('%s')"
                                        .formatted(its.table(), name, its.table())))),
                named);
    }

    /// The tables of that name, in whichever source.
    private static List<TableName> tables(List<TableName> shared, String table, String name) {
        List<TableName> named =
                shared.stream().filter(one -> one.text().equals(table)).toList();
        if (named.isEmpty()) {
            throw CommandFailure.failed(
                    "there is neither a pipeline nor a shared table %s; `headrace get` lists the pipelines, `select headrace.share('%s')` shares a table"
                            .formatted(name, table));
        }
        return named;
    }

    /// The declarations that read a table's topic.
    List<Declaration> on(String topic) {
        return declarations.stream()
                .filter(declaration -> declaration.topic().equals(topic))
                .toList();
    }

    private static String qualified(String name) {
        return name.contains(".") ? name : "public." + name;
    }

    private static List<Declaration> kept(Site site) {
        List<PipelineCatalog> catalogs = site.sources().stream()
                .map(source -> new PipelineCatalog(source.source()))
                .toList();
        for (String topic : List.of(Topics.PIPELINE, Topics.DEPLOYMENT)) {
            site.messages(topic, (message, offset) -> catalogs.forEach(catalog -> take(catalog, message, offset)));
        }
        return catalogs.stream().flatMap(catalog -> catalog.kept().stream()).toList();
    }

    private static void take(PipelineCatalog catalog, IndexedRecord message, long offset) {
        switch (message) {
            case PipelineAccepted accepted -> catalog.take(accepted, Topics.PIPELINE + "@" + offset);
            case PipelineDeleted deleted -> catalog.take(deleted);
            case ModelDeployed deployed -> catalog.take(deployed);
            default -> {
                // of no concern
            }
        }
    }
}
