package io.headrace.dataset.stream;

import io.headrace.dataset.core.KeyText;
import io.headrace.dataset.core.KeyText.Read;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the records of one key, whatever the schemas of the keys were in the course of time. Not thread-safe.
public final class KeySearch {

    private final RowCodec codec;
    private final KeyText wanted;
    private final List<Schema> schemas = new ArrayList<>();

    public KeySearch(Wire wire, KeyText wanted) {
        this.codec = new RowCodec(wire);
        this.wanted = wanted;
    }

    private record Schema(int id, Read read) {}

    /// Whether a record has this key.
    ///
    /// @throws UnreadableRecord if the record's key is none
    public boolean finds(byte[] key) {
        int id = RowCodec.id(key);
        return switch (read(id)) {
            case Read.Misfit _ -> false;
            case Read.Key(var texts) -> codec.texts(key, id).equals(texts);
        };
    }

    /// Why the text is no key of the table, by its youngest records; null: it is one, or there was no record.
    public @Nullable String misfit() {
        if (schemas.stream().anyMatch(schema -> schema.read() instanceof Read.Key)) {
            return null;
        }
        return schemas.isEmpty() || !(schemas.getLast().read() instanceof Read.Misfit(var sentence)) ? null : sentence;
    }

    private Read read(int id) {
        for (Schema schema : schemas) {
            if (schema.id() == id) {
                return schema.read();
            }
        }
        Schema schema = new Schema(id, wanted.under(codec.keyShape(id)));
        schemas.add(schema);
        return schema.read();
    }
}
