package io.headrace.training.stream;

import io.headrace.events.DatasetVersion;
import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.shell.Cause;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Received.Keyed;
import io.headrace.kernel.stream.Routes;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.kernel.trace.Traceparent;
import io.headrace.schemas.CutNames;
import io.headrace.schemas.Topics;
import io.headrace.training.core.TrainingCommand;
import io.headrace.training.core.TrainingCommand.Retrain;
import io.headrace.training.core.TrainingDecider;
import io.headrace.training.run.DatasetRows;
import io.headrace.training.run.DatasetRows.Packed;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The topics that training reads.
public final class TrainingRoutes {

    private TrainingRoutes() {}

    public static Routes<TrainingCommand> routes() {
        return new Routes<TrainingCommand>()
                .keyed(TopicSpec.compacted(Topics.DATASET, 1), TrainingRoutes::dataset)
                .events(Topics.PIPELINE, TrainingRoutes::event)
                .events(Topics.WORKER, TrainingRoutes::event)
                .events(Topics.VALIDATION, TrainingRoutes::event)
                .events(Topics.DEPLOYMENT, TrainingRoutes::event)
                .rows(Topics.REQUEST_ROWS, TrainingRoutes::requested);
    }

    private static List<Input<TrainingCommand>> event(Event event) {
        return TrainingMessages.command(event.payload())
                .map(command -> new Input<>(event.subject(), event.cause(), command))
                .stream()
                .toList();
    }

    private static List<Input<TrainingCommand>> dataset(Keyed message) {
        if (!(message.value() instanceof DatasetVersion version)) {
            throw new Unreadable("%s carries dataset versions, and %s is a %s"
                    .formatted(
                            Topics.DATASET,
                            message.origin(),
                            message.value().getSchema().getFullName()));
        }
        io.headrace.events.Cut cut = version.getCut();
        String name = CutNames.cut(cut.getSource(), cut.getSystemId(), cut.getNumber());
        String id = CutNames.version(name, version.getPipeline(), version.getRevision());
        return List.of(new Input<>(
                version.getPipeline(),
                Cause.of(id, message.time()).under(Traceparent.root(name, name).child(id)),
                TrainingMessages.note(version),
                tx -> DatasetRows.keep(tx, key(version), packed(version))));
    }

    static DatasetRows.Key key(DatasetVersion version) {
        return new DatasetRows.Key(
                version.getPipeline(), version.getRevision(), version.getCut().getNumber());
    }

    static Packed packed(DatasetVersion version) {
        return new Packed(
                version.getCut().getSystemId(),
                bytes(version.getDigest()),
                bytes(version.getTrain()),
                bytes(version.getTest()));
    }

    static List<Input<TrainingCommand>> requested(ChangedRow row) {
        return row.now().flatMap(now -> request(row, now)).stream().toList();
    }

    /// Other services answer the other kinds.
    private static Optional<Input<TrainingCommand>> request(ChangedRow row, Map<String, @Nullable Object> now) {
        String kind = text(now, "kind");
        if (!kind.equals(TrainingDecider.RETRAIN) && !kind.equals(TrainingDecider.CANCEL)) {
            return Optional.empty();
        }
        String id = text(now, "id");
        String pipeline = text(now, "pipeline");
        String by = text(now, "asked_by");
        TrainingCommand command = kind.equals(TrainingDecider.RETRAIN)
                ? new Retrain(id, pipeline, by)
                : new TrainingCommand.Cancel(id, pipeline, by);
        return Optional.of(new Input<>(pipeline, Cause.of(id, row.time()), command));
    }

    private static String text(Map<String, @Nullable Object> now, String column) {
        Object value = now.get(column);
        if (value == null) {
            throw new Unreadable("a request has a value in %s; this row does not".formatted(column));
        }
        return value.toString();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
