package io.headrace.app.proof;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.capture.rows.TableName;
import io.headrace.capture.stream.Catalogue;
import io.headrace.capture.stream.CatalogueTable;
import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.stream.PipelineCatalog;
import io.headrace.events.ModelDeployed;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.schemas.Topics;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/// What is to be compared: tables, and the pipeline revisions on them whose statistics the dataset keeps.
record VerifyScope(List<TableName> tables, List<Declaration> declarations) {

    /// @param name of a table or a pipeline; null: everything
    static VerifyScope of(Site site, @Nullable String name) throws SQLException {
        Map<String, CatalogueTable> shared = new Catalogue(site.source()).tables();
        List<Declaration> kept = kept(site);
        if (name == null) {
            return new VerifyScope(
                    shared.values().stream().map(CatalogueTable::name).toList(), kept);
        }
        List<Declaration> named = kept.stream()
                .filter(declaration -> declaration.id().pipeline().equals(name))
                .toList();
        String table = named.isEmpty() ? qualified(name) : named.getFirst().table();
        CatalogueTable found = shared.get(table);
        if (found == null) {
            throw CommandFailure.failed(
                    named.isEmpty()
                            ? "there is neither a pipeline nor a shared table %s; `headrace get` lists the pipelines, `select headrace.share('%s')` shares a table"
                                    .formatted(name, table)
                            : "%s, the table of %s, is not shared: select headrace.share('%s')"
                                    .formatted(table, name, table));
        }
        return new VerifyScope(List.of(found.name()), named.isEmpty() ? kept : named);
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
        PipelineCatalog catalog = new PipelineCatalog(Environment.SOURCE);
        site.messages(Topics.PIPELINE, (message, offset) -> take(catalog, message, offset));
        site.messages(Topics.DEPLOYMENT, (message, offset) -> take(catalog, message, offset));
        return catalog.kept();
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
