package io.headrace.capture.bare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

final class BareRowTest {

    private static final Schema SCHEMA = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("x", Schema.FLOAT64_SCHEMA)
            .build();

    @Test
    void writesItsValuesOneBehindTheOther() {
        BareRow row = new BareRow(new Struct(SCHEMA).put("id", 7L).put("x", 0.5));

        assertThat(row.id()).isEqualTo(7);
        assertThat(row.bytes())
                .isEqualTo(ByteBuffer.allocate(16).putLong(7).putDouble(0.5).array());
    }
}
