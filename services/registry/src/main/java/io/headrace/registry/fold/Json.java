package io.headrace.registry.fold;

import java.util.Collection;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

/// Avro values as JSON text for people: unions without their branch, NaN as a string.
record Json(String text) {

    static Json of(IndexedRecord value) {
        return new Json(GenericData.get().toString(value));
    }

    static Json of(Collection<? extends IndexedRecord> values) {
        return new Json(GenericData.get().toString(values));
    }

    static Json of(Map<String, ? extends Number> values) {
        return new Json(GenericData.get().toString(values));
    }
}
