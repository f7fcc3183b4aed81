package io.headrace.dataset.stream;

import io.headrace.dataset.core.CutMark;
import io.headrace.dataset.core.Part;
import io.headrace.dataset.core.Part.BasePart;
import io.headrace.dataset.core.Part.CutPart;
import io.headrace.dataset.core.Part.DroppedPart;
import io.headrace.dataset.core.Part.Extent;
import io.headrace.dataset.core.Part.ListedCut;
import io.headrace.dataset.core.Part.Parts;
import io.headrace.dataset.core.Part.Shift;
import io.headrace.dataset.core.RevisionId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/// Parts as bytes, for the way to the merge and for its state.
final class PartSerde implements Serde<Part> {

    private static final int CUT = 1;
    private static final int BASE = 2;
    private static final int DROPPED = 3;
    private static final int LISTED = 4;

    @Override
    public Serializer<Part> serializer() {
        return (topic, part) -> bytes(part);
    }

    @Override
    public Deserializer<Part> deserializer() {
        return (topic, bytes) -> part(bytes);
    }

    static byte[] bytes(Part part) {
        Packer out = new Packer();
        switch (part) {
            case CutPart cut -> {
                out.number(CUT)
                        .number(cut.cut())
                        .text(cut.topic())
                        .number(cut.partition())
                        .number(cut.of().count())
                        .flag(cut.of().everywhere());
                out.number(cut.shifts().size());
                cut.shifts().forEach(shift -> shift(out, shift));
            }
            case ListedCut listed -> {
                out.number(LISTED).number(listed.cut()).number(listed.partition());
                mark(out, listed.mark());
            }
            case BasePart base -> {
                out.number(BASE)
                        .text(base.revision().toString())
                        .number(base.partition())
                        .number(base.asOf());
                extent(out, base.extent());
                out.optional(base.problem()).tally(base.tally());
            }
            case DroppedPart dropped ->
                out.number(DROPPED).text(dropped.revision().toString()).number(dropped.partition());
        }
        return out.bytes();
    }

    static Part part(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        int kind = in.number();
        return switch (kind) {
            case CUT -> cut(in);
            case BASE ->
                new BasePart(
                        RevisionId.parse(in.text()),
                        in.number(),
                        in.longNumber(),
                        extent(in),
                        in.optional(),
                        in.tally());
            case LISTED -> new ListedCut(in.longNumber(), in.number(), mark(in));
            case DROPPED -> new DroppedPart(RevisionId.parse(in.text()), in.number());
            default -> throw new IllegalArgumentException("part of kind %d: this release knows 1 to 4".formatted(kind));
        };
    }

    static void mark(Packer out, CutMark mark) {
        out.text(mark.systemId()).number(mark.commitLsn()).number(mark.committedAt());
    }

    static CutMark mark(Unpacker in) {
        return new CutMark(in.text(), in.longNumber(), in.longNumber());
    }

    static void extent(Packer out, Extent extent) {
        out.number(extent.generation()).flag(extent.complete());
    }

    static Extent extent(Unpacker in) {
        return new Extent(in.longNumber(), in.flag());
    }

    private static CutPart cut(Unpacker in) {
        long cut = in.longNumber();
        String topic = in.text();
        int partition = in.number();
        Parts of = new Parts(in.number(), in.flag());
        List<Shift> shifts = new ArrayList<>();
        for (int left = in.number(); left > 0; left--) {
            shifts.add(new Shift(RevisionId.parse(in.text()), in.flag(), extent(in), in.optional(), in.tally()));
        }
        return new CutPart(cut, topic, partition, of, shifts);
    }

    private static void shift(Packer out, Shift shift) {
        out.text(shift.revision().toString()).flag(shift.anew());
        extent(out, shift.extent());
        out.optional(shift.problem()).tally(shift.tally());
    }
}
