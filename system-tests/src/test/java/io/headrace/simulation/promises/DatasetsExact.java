package io.headrace.simulation.promises;

import io.headrace.dataset.core.Tally;
import io.headrace.events.DatasetVersion;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.schemas.Topics;
import io.headrace.simulation.World;
import io.headrace.simulation.log.Log.Place;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every published dataset version is that of the rows at its cut, and the last one that of the rows there are.
final class DatasetsExact {

    private final World world;
    private final Scratch scratch;
    private final Verdict verdict;

    DatasetsExact(World world, Scratch scratch, Verdict verdict) {
        this.world = world;
        this.scratch = scratch;
        this.verdict = verdict;
    }

    void check() {
        Map<String, DatasetVersion> last = new TreeMap<>();
        List<DatasetVersion> versions = new ArrayList<>();
        world.log()
                .all(new Place(Topics.DATASET, 0))
                .forEach(message -> versions.add((DatasetVersion) world.avro().decode(message.value())));
        for (DatasetVersion version : versions) {
            String name = version.getPipeline() + "@" + version.getRevision();
            DatasetVersion before = last.put(name, version);
            verdict.expect(
                    before == null
                            || before.getCut().getNumber() <= version.getCut().getNumber(),
                    "the dataset of %s goes back to cut %d",
                    name,
                    version.getCut().getNumber());
            Tally tally = scratch.tally(version.getPipeline(), version.getRevision(), version.getCut());
            expectSame(tally, version, name + " at cut " + version.getCut().getNumber());
        }
        inForce().forEach((pipeline, revision) -> {
            DatasetVersion version = last.get(pipeline + "@" + revision);
            verdict.expect(version != null, "%s@%d has no dataset in the end", pipeline, revision);
            if (version != null) {
                expectSame(scratch.tally(pipeline, revision), version, pipeline + " in the end");
            }
        });
    }

    private Map<String, Integer> inForce() {
        Map<String, Integer> revisions = new TreeMap<>();
        for (Events.Event event : Events.of(world, Topics.PIPELINE)) {
            if (event.payload() instanceof PipelineAccepted accepted) {
                revisions.put(accepted.getPipeline(), accepted.getRevision());
            } else if (event.payload() instanceof PipelineDeleted deleted) {
                revisions.remove(deleted.getPipeline());
            }
        }
        return revisions;
    }

    private void expectSame(Tally tally, DatasetVersion version, String which) {
        verdict.expectSame(tally.train().count(), version.getTrainRows(), "training rows of %s", which);
        verdict.expectSame(tally.test().count(), version.getTestRows(), "test rows of %s", which);
        verdict.expectSame(misfits(tally), misfits(version), "rows of %s that are not as expected", which);
        verdict.expectSame(tally.refused(), new TreeMap<>(version.getRefusedRows()), "refused rows of %s", which);
        verdict.expect(same(tally.digest().toBytes(), version.getDigest()), "the digest of %s is another", which);
        verdict.expect(same(tally.train().toBytes(), version.getTrain()), "the training sums of %s are others", which);
        verdict.expect(same(tally.test().toBytes(), version.getTest()), "the test sums of %s are others", which);
    }

    private static Map<Integer, Long> misfits(Tally tally) {
        Map<Integer, Long> misfits = new TreeMap<>();
        for (int i = 0; i < tally.misfits().size(); i++) {
            if (tally.misfits().rows(i) != 0) {
                misfits.put(i, tally.misfits().rows(i));
            }
        }
        return misfits;
    }

    private static Map<Integer, Long> misfits(DatasetVersion version) {
        Map<Integer, Long> misfits = new TreeMap<>();
        version.getMisfits().forEach(one -> misfits.put(one.getExpectation(), one.getRows()));
        return misfits;
    }

    private static boolean same(byte[] expected, ByteBuffer found) {
        return ByteBuffer.wrap(expected).equals(found);
    }
}
