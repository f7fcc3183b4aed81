package io.headrace.lineage.core;

import io.headrace.lineage.core.RunEvent.Dataset;
import io.headrace.lineage.core.RunEvent.Job;
import io.headrace.lineage.core.RunNews.Cancelled;
import io.headrace.lineage.core.RunNews.Failed;
import io.headrace.lineage.core.RunNews.Head;
import io.headrace.lineage.core.RunNews.Queued;
import io.headrace.lineage.core.RunNews.Trained;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What OpenLineage says of runs. A function of its arguments: the same news give the same events.
public final class RunEvents {

    private final Names names;

    public RunEvents(Names names) {
        this.names = names;
    }

    /// The events of what became of a run, in order.
    ///
    /// @param plan of the run's revision
    public List<RunEvent> of(RunNews news, Plan plan) {
        return switch (news) {
            case Queued queued -> List.of(started(queued, plan));
            case Trained trained -> ended(RunEvent.Type.COMPLETE, trained, plan, List.of(), List.of(model(trained)));
            case Failed failed ->
                ended(RunEvent.Type.FAIL, failed, plan, List.of(Facet.errorMessage(failed.reason())), List.of());
            case Cancelled cancelled ->
                ended(RunEvent.Type.ABORT, cancelled, plan, List.of(Facet.errorMessage(cancelled.reason())), List.of());
        };
    }

    private List<RunEvent> ended(RunEvent.Type type, RunNews news, Plan plan, List<Facet> why, List<Dataset> outputs) {
        RunEvent end = event(type, news, plan, why, outputs);
        return plan.isOnWorker() ? List.of(end) : List.of(started(news, plan), end);
    }

    private RunEvent started(RunNews news, Plan plan) {
        return event(RunEvent.Type.START, news, plan, List.of(), List.of());
    }

    private RunEvent event(RunEvent.Type type, RunNews news, Plan plan, List<Facet> why, List<Dataset> outputs) {
        Head head = news.head();
        List<Facet> facets = new ArrayList<>();
        facets.add(Facet.processingEngine(names.version()));
        facets.add(Facet.run(fields(news, plan)));
        facets.addAll(why);
        return new RunEvent(
                type,
                head.at(),
                RunIds.of(names.namespace(), head.pipeline(), head.run()),
                facets,
                job(head, plan),
                List.of(table(head, plan)),
                outputs);
    }

    private Job job(Head head, Plan plan) {
        String sentence = "Trains models of %s from the rows of %s, with %s."
                .formatted(plan.label(), plan.table(), plan.trainer());
        return new Job(names.job(head.pipeline()), List.of(Facet.jobType(), Facet.documentation(sentence)));
    }

    /// The version of a table is a cut: two pipelines that read it at the same cut read the same.
    private Dataset table(Head head, Plan plan) {
        return new Dataset(
                names.table(plan.source(), plan.table()),
                List.of(Facet.datasetType("TABLE"), Facet.version(head.cut().name())));
    }

    private Dataset model(Trained trained) {
        return new Dataset(
                names.model(trained.head().pipeline()),
                List.of(
                        Facet.datasetType("MODEL"),
                        Facet.version(String.valueOf(trained.model().version())),
                        Facet.model(trained.model())));
    }

    private static Map<String, Object> fields(RunNews news, Plan plan) {
        Head head = news.head();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", head.run());
        fields.put("event", head.event());
        fields.put("revision", (long) head.revision());
        fields.put("source", head.cut().source());
        fields.put("cut", head.cut().number());
        fields.put("commitLsn", lsn(head.cut().commitLsn()));
        fields.put("committedAt", head.cut().committedAt().toString());
        switch (news) {
            case Queued queued -> add(fields, queued.why(), queued.rows(), plan.trainer());
            case Trained trained -> add(fields, trained.why(), trained.rows(), trained.trainer());
            case Failed failed -> add(fields, failed.why(), plan.trainer());
            case Cancelled _ -> fields.put("trainer", plan.trainer());
        }
        return fields;
    }

    private static void add(Map<String, Object> fields, RunNews.Why why, RunNews.Rows rows, String trainer) {
        add(fields, why, trainer);
        fields.put("datasetDigest", rows.digest());
        fields.put("trainRows", rows.train());
        fields.put("testRows", rows.test());
    }

    private static void add(Map<String, Object> fields, RunNews.Why why, String trainer) {
        fields.put("trigger", why.trigger());
        fields.put("changes", why.changes());
        fields.put("trainer", trainer);
    }

    /// As PostgreSQL writes it.
    private static String lsn(long lsn) {
        return "%X/%X".formatted(lsn >>> Integer.SIZE, lsn & 0xFFFF_FFFFL);
    }
}
