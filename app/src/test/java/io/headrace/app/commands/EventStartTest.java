package io.headrace.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.events.Cut;
import io.headrace.events.DeploymentReason;
import io.headrace.events.LiveModel;
import io.headrace.events.ModelDeployed;
import io.headrace.events.ModelVersion;
import io.headrace.kernel.shell.Cause;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.Received.Event;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

final class EventStartTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String ID = "0f4b3a5e-5d0c-5f57-9a3f-6b1f0c8d2e11";
    private static final Cut CUT = new Cut("shop", "7301", 9L, 900L, NOON);

    private final EventStart.Converter converter = new EventStart.Converter();
    private final List<Event> events = List.of(event("one", 0), event(ID, 1), event("three", 2));

    @Test
    void readsWhatAPersonTypes() {
        assertThat(converter.convert("beginning")).isEqualTo(new EventStart.Beginning());
        assertThat(converter.convert("current")).isEqualTo(new EventStart.Current());
        assertThat(converter.convert(ID)).isEqualTo(new EventStart.Behind(ID));
        assertThat(converter.convert("2026-01-31T12:00:00Z")).isEqualTo(new EventStart.At(NOON));
        assertThatThrownBy(() -> converter.convert("yesterday"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'yesterday' is no start");
    }

    @Test
    void beginsWhereItIsTold() {
        assertThat(new EventStart.Beginning().past(events, NOON)).isEqualTo(events);
        assertThat(new EventStart.Behind(ID).past(events, NOON)).containsExactly(events.get(2));
        assertThat(new EventStart.Behind("three").past(events, NOON)).isEmpty();
        assertThat(new EventStart.At(NOON.plusSeconds(1)).past(events, NOON.plusSeconds(9)))
                .containsExactly(events.get(1), events.get(2));
    }

    @Test
    void refusesAPlaceThatIsNotThere() {
        assertThatThrownBy(() -> new EventStart.Behind("nobody").past(events, NOON))
                .hasMessageContaining("there is no event nobody");
        assertThatThrownBy(() -> new EventStart.At(NOON.plusSeconds(1)).past(events, NOON))
                .hasMessageContaining("is yet to come");
    }

    @Test
    void aDeploymentIsNewsUnlessTheModelsShowIt() {
        Production production = new Production();
        production.take(event("house-price", live(2), 0));
        production.take(event("house-price", live(3), 1));

        assertThat(production.models()).extracting(Event::payload).containsExactly(live(3));
        assertThat(production.isShown(event("house-price", deployed(3), 0))).isTrue();
        assertThat(production.isNewDeployment(event("house-price", deployed(3), 0)))
                .isFalse();
        assertThat(production.isNewDeployment(event("house-price", deployed(4), 0)))
                .isTrue();
        assertThat(production.isNewDeployment(event("other", deployed(1), 0))).isTrue();
    }

    private static LiveModel live(long deployment) {
        ModelVersion model = new ModelVersion("house-price", deployment, 1, CUT, "ab", ByteBuffer.allocate(1), 0L);
        return new LiveModel(model, deployment, NOON);
    }

    private static ModelDeployed deployed(long deployment) {
        return new ModelDeployed(
                "house-price", deployment, 1, deployment, null, CUT, "ab", DeploymentReason.AUTOMATIC, null);
    }

    private static Event event(String id, long second) {
        return event("house-price", deployed(second), second, id);
    }

    private static Event event(String subject, SpecificRecord payload, long second) {
        return event(subject, payload, second, "id");
    }

    private static Event event(String subject, SpecificRecord payload, long second, String id) {
        Cause cause = Cause.of(id, NOON.plusSeconds(second));
        return new Event(new Origin("a topic", 0, second), subject, "ModelDeployed", 1, "cause", cause, payload);
    }
}
