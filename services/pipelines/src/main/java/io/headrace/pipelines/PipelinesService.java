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

/// The service at work.
public final class PipelinesService implements AutoCloseable {

    private final HikariDataSource source;
    private final DecisionService deciding;

    private PipelinesService(HikariDataSource source, DecisionService deciding) {
        this.source = source;
        this.deciding = deciding;
    }

    public static PipelinesService start(PipelinesConfig config) {
        HikariDataSource source = Pool.open(config.sourceDatabase(), "headrace-pipelines-" + config.source(), 1);
        PipelineRows rows = new PipelineRows(config.source(), source);
        Routes<PipelineCommand> routes = new Routes<PipelineCommand>().rows(Topics.PIPELINE_ROWS, rows::inputs);
        return new PipelinesService(
                source, DecisionService.start(config.installation(), new PipelinesBinding(), routes, Letters::desk));
    }

    /// Whether it reads and decides.
    public boolean isRunning() {
        return deciding.isRunning();
    }

    @Override
    public void close() {
        deciding.close();
        source.close();
    }
}
