package io.headrace.kernel.stream;

import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.shell.Position;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.kernel.trace.Spans;
import java.util.function.Supplier;
import javax.sql.DataSource;

/// Carries out what people ask about the dead letters of one service, on the thread that the service reads with.
public interface LetterDesk {

    /// The name of a service's desk.
    static String name(String service) {
        return service + "-letters";
    }

    /// Its progress is kept under this name.
    String name();

    /// Where the requests stand; others stand there too.
    TopicSpec requests();

    /// Carries out what a record asks for, if it is for this service.
    ///
    /// @param position of the record
    void take(Received received, Supplier<Position> position);

    /// What a desk needs of its service.
    ///
    /// @param records for a look at letters and at what came behind them
    record Site(
            String service,
            CommittedRecords records,
            DataSource database,
            AvroCodec avro,
            Patience patience,
            Spans spans) {}

    /// Makes the desk of a service.
    @FunctionalInterface
    interface Maker {

        /// A desk for the service at a site.
        ///
        /// @param work how the service takes a record late
        LetterDesk open(Site site, LetterWork work);
    }
}
