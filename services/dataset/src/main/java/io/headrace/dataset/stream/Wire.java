package io.headrace.dataset.stream;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/// Avro in the Confluent wire format. Every call waits while the schema registry is away: a record is never skipped
/// because a server was not there.
public interface Wire {

    byte[] encode(SpecificRecord message);

    /// A record of its generated class where there is one.
    ///
    /// @throws UnreadableRecord if no waiting makes it readable
    IndexedRecord decode(byte[] bytes);

    /// The schema behind an id.
    ///
    /// @throws UnreadableRecord if the registry does not know it
    Schema schema(int id);
}
