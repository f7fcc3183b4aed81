package io.headrace.capture.bare;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/// A row as Debezium hands it over, after its change.
public final class BareRow {

    private static final int USUAL_SIZE = 256;

    private final Struct after;

    BareRow(Struct after) {
        this.after = after;
    }

    /// Its column `id`, a bigint.
    public long id() {
        return after.getInt64("id");
    }

    /// Its values, one behind the other, without names or a schema: as little work as an encoding can be.
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            for (Field field : after.schema().fields()) {
                write(out, after.get(field));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        switch (value) {
            case Double number -> out.writeDouble(number);
            case Long number -> out.writeLong(number);
            case Integer number -> out.writeInt(number);
            case Boolean flag -> out.writeBoolean(flag);
            default -> out.writeUTF(value.toString());
        }
    }
}
