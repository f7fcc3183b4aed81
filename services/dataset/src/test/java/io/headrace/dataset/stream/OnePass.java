package io.headrace.dataset.stream;

import io.headrace.dataset.core.Tally;
import io.headrace.events.DatasetVersion;
import io.headrace.events.Misfits;
import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Encoding.Encoded;
import io.headrace.exact.Feature;
import io.headrace.exact.GramMatrix;
import io.headrace.exact.LtHash;
import io.headrace.exact.MeanImputation;
import io.headrace.exact.NullRule;
import io.headrace.exact.Ridge;
import io.headrace.exact.RowEncoding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The truth: one pass over the final rows, that shares no code with the topology but the sums themselves.
///
/// @param misfits rows that are not as [Pipelines] expects, by the number of the expectation
record OnePass(
        GramMatrix train, GramMatrix test, LtHash digest, Map<String, Long> refused, Map<Integer, Long> misfits) {

    static final List<String> DISTRICTS = List.of("north", "east", "south", "west");

    static final Encoding ENCODING = new Encoding(
            List.of(
                    Feature.numeric("area_m2").with(new NullRule.Mean()),
                    Feature.numeric("rooms"),
                    Feature.bool("garden"),
                    Feature.categorical("district", DISTRICTS)),
            "price",
            null);

    private static final RowEncoding ELEMENTS =
            new RowEncoding(List.of("area_m2", "rooms", "garden", "district", "price"));

    static OnePass over(Collection<House> houses, double testShare) {
        OnePass pass = new OnePass(
                new GramMatrix(ENCODING.width()),
                new GramMatrix(ENCODING.width()),
                new LtHash(),
                new TreeMap<>(),
                new TreeMap<>());
        houses.forEach(house -> pass.add(house, testShare));
        return pass;
    }

    /// What a dataset version says, in the same form.
    static OnePass of(DatasetVersion version) {
        return new OnePass(
                GramMatrix.fromBytes(version.getTrain().array()),
                GramMatrix.fromBytes(version.getTest().array()),
                LtHash.fromBytes(version.getDigest().array()),
                new TreeMap<>(version.getRefusedRows()),
                version.getMisfits().stream().collect(Collectors.toMap(Misfits::getExpectation, Misfits::getRows)));
    }

    /// What a tally says, in the same form.
    static OnePass of(Tally tally) {
        Map<Integer, Long> misfits = new TreeMap<>();
        for (int i = 0; i < tally.misfits().size(); i++) {
            if (tally.misfits().rows(i) != 0) {
                misfits.put(i, tally.misfits().rows(i));
            }
        }
        return new OnePass(tally.train(), tally.test(), tally.digest(), tally.refused(), misfits);
    }

    /// What training solves: equal models have the same bits.
    Ridge.Solution model() {
        return Ridge.solve(MeanImputation.of(train, ENCODING.imputedColumns()).applied(train), 1);
    }

    private void expect(House house) {
        Double area = house.area();
        String price = house.price();
        misfit(1, area != null && (area < 50 || area > 250));
        misfit(2, house.district() == null);
        boolean isOdd = "NaN".equals(price) || "-Infinity".equals(price);
        misfit(
                3,
                price != null && (isOdd || Double.parseDouble(price) < 60_000 || Double.parseDouble(price) > 800_000));
    }

    private void misfit(int expectation, boolean isOne) {
        if (isOne) {
            misfits.merge(expectation, 1L, Long::sum);
        }
    }

    private void add(House house, double testShare) {
        expect(house);
        List<Cell> cells = List.of(
                house.area() == null ? Cell.MISSING : Cell.of(house.area()),
                house.rooms() == null ? Cell.MISSING : Cell.of((double) house.rooms()),
                house.garden() == null ? Cell.MISSING : Cell.of((boolean) house.garden()),
                house.district() == null ? Cell.MISSING : Cell.of(house.district()),
                price(house.price()));
        switch (ENCODING.encode(cells)) {
            case Encoded.Refused refusal -> refused.merge(refusal.reason(), 1L, Long::sum);
            case Encoded.Row encoded -> {
                (isTest(house.id(), testShare) ? test : train).add(encoded.values());
                digest.add(ELEMENTS.encode(cells));
            }
        }
    }

    private static Cell price(@Nullable String price) {
        if (price == null) {
            return Cell.MISSING;
        }
        return switch (price) {
            case "NaN" -> Cell.of(Double.NaN);
            case "-Infinity" -> Cell.of(Double.NEGATIVE_INFINITY);
            default -> Cell.of(new BigDecimal(price).doubleValue());
        };
    }

    private static boolean isTest(long id, double testShare) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((id + "\0").getBytes(StandardCharsets.UTF_8));
            BigInteger first53 = new BigInteger(1, digest).shiftRight(256 - 53);
            return first53.doubleValue() / 0x1p53 < testShare;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
