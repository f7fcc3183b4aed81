package io.headrace.validation.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.validation.core.Approval;
import io.headrace.validation.core.Challenger;
import io.headrace.validation.core.Gate;
import io.headrace.validation.core.GateResult;
import io.headrace.validation.core.ValidationEvent;
import io.headrace.validation.core.ValidationEvent.ChallengerAccepted;
import io.headrace.validation.core.ValidationEvent.ChallengerOutdated;
import io.headrace.validation.core.ValidationEvent.ChallengerRejected;
import io.headrace.validation.core.ValidationEvent.ChampionChanged;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ValidationMessagesTest {

    private static final List<GateResult> RESULTS = Arrays.stream(Gate.Rule.values())
            .map(rule -> new GateResult(new Gate("rmse", rule, 0.02), 41_250.7, 40_000.0, true, "fine " + rule))
            .toList();

    static List<ValidationEvent> told() {
        return List.of(
                new ChallengerAccepted(challenger(), RESULTS, 7L, Approval.REQUIRED),
                new ChallengerAccepted(challenger(), List.of(), null, Approval.AUTOMATIC),
                new ChallengerRejected("house-price", 8, RESULTS, 7L, "version 8 failed"),
                new ChallengerRejected(
                        "house-price",
                        8,
                        List.of(new GateResult(
                                new Gate("r2", Gate.Rule.AT_LEAST, 0.5), Double.NaN, null, false, "no number")),
                        null,
                        "version 8 failed"),
                new ChallengerOutdated("house-price", 8, 7L, 6L),
                new ChallengerOutdated("house-price", 8, null, 1L));
    }

    @ParameterizedTest
    @MethodSource("told")
    void everyEventComesBackFromItsBytes(ValidationEvent event) {
        SpecificRecord message = ValidationMessages.message(event).orElseThrow();

        assertThat(ValidationMessages.event(copy(message))).contains(event);
    }

    @Test
    void everyKindOfEventIsTried() {
        assertThat(told()).extracting(Object::getClass).containsAll(kindsThatAreTold());
    }

    @Test
    void whatValidationHeardFromDeploymentIsNotToldAgain() {
        assertThat(ValidationMessages.message(new ChampionChanged(1, 1))).isEmpty();
    }

    private static List<Class<?>> kindsThatAreTold() {
        return Arrays.stream(ValidationEvent.class.getPermittedSubclasses())
                .<Class<?>>map(kind -> kind)
                .filter(kind -> kind != ChampionChanged.class)
                .toList();
    }

    private static SpecificRecord copy(SpecificRecord message) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(message.getSchema()).write(message, encoder);
            encoder.flush();
            return new SpecificDatumReader<SpecificRecord>(message.getSchema())
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Challenger challenger() {
        Instant at = Instant.parse("2026-01-01T00:00:00.123456Z");
        return new Challenger(
                "house-price",
                8,
                2,
                new Challenger.Cut("shop", "7300", 42, 9000, at),
                new Challenger.Artifact("ab12", 3, ByteBuffer.wrap(new byte[] {1, 2, 3})));
    }
}
