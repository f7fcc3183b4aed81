package io.headrace.app.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.commands.EventLine;
import io.headrace.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EventLinesTest {

    private static final int SEED = 7;

    static Stream<String> events() {
        return TopicCatalogue.EVENTS.stream()
                .filter(topic -> !topic.name().equals(Topics.ARTIFACT))
                .flatMap(topic -> topic.holds().messages().stream());
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsToldInWordsOfItsOwn(String name) throws IOException {
        assertThat(EventLine.sentence(some(Messages.schema(name)))).isNotEmpty().doesNotContain(name);
    }

    private static SpecificRecord some(Schema schema) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema)
                .write(new RandomData(schema, 1, SEED).iterator().next(), encoder);
        encoder.flush();
        return new SpecificDatumReader<SpecificRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }
}
