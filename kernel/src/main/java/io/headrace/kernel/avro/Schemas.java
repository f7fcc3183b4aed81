package io.headrace.kernel.avro;

import org.apache.avro.Schema;

/// Which schema has which id. Neither answer ever changes.
public interface Schemas {

    /// The id of a schema under a subject, which is made where it is missing.
    ///
    /// @throws io.headrace.kernel.Unavailable if nobody can be asked
    int register(String subject, Schema schema);

    /// The schema behind an id.
    ///
    /// @throws Unreadable if there is none
    /// @throws io.headrace.kernel.Unavailable if nobody can be asked
    Schema schema(int id);
}
