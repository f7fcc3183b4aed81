package io.headrace.pipelines;

import com.zaxxer.hikari.HikariDataSource;
import io.headrace.kernel.database.Pool;
import io.headrace.kernel.stream.DecisionService;
import io.headrace.kernel.stream.Routes;
import io.headrace.letters.Letters;
import io.headrace.pipelines.core.PipelineCommand;
import io.headrace.pipelines.stream.PipelineRows;
import io.headrace.pipelines.stream.PipelinesBinding;
import io.headrace.schemas.Topics;
import java.util.Map;
import java.util.TreeMap;

/// The service at work.
public final class PipelinesService implements AutoCloseable {

    private final Map<String, HikariDataSource> catalogues;
    private final DecisionService deciding;

    private PipelinesService(Map<String, HikariDataSource> catalogues, DecisionService deciding) {
        this.catalogues = catalogues;
        this.deciding = deciding;
    }

    public static PipelinesService start(PipelinesConfig config) {
        Map<String, HikariDataSource> catalogues = new TreeMap<>();
        config.sources()
                .forEach((name, address) -> catalogues.put(name, Pool.open(address, "headrace-pipelines-" + name, 1)));
        PipelineRows rows = new PipelineRows(catalogues);
        Routes<PipelineCommand> routes = new Routes<PipelineCommand>().rows(Topics.PIPELINE_ROWS, rows::inputs);
        return new PipelinesService(
                catalogues,
                DecisionService.start(config.installation(), new PipelinesBinding(), routes, Letters::desk));
    }

    /// Whether it reads and decides.
    public boolean isRunning() {
        return deciding.isRunning();
    }

    @Override
    public void close() {
        deciding.close();
        catalogues.values().forEach(HikariDataSource::close);
    }
}
