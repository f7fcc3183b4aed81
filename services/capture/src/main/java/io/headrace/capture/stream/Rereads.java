package io.headrace.capture.stream;

import io.headrace.capture.RereadRequests;
import io.headrace.capture.core.Reread;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out what people ask: to read tables again.
///
/// A request begins in the Kafka transaction that leaves the tables unread and names it in the state; it is answered
/// when the tables are read, and then leaves the state. So a crash in between neither begins it twice nor forgets it.
final class Rereads {

    private static final Logger LOGGER = LoggerFactory.getLogger(Rereads.class);

    private final EngineSpec spec;
    private final Set<String> sources;
    private final RereadRequests requests;
    private final Journal journal;
    private final TableWatch watch;

    Rereads(EngineSpec spec, Set<String> sources, RereadRequests requests, Journal journal, TableWatch watch) {
        this.spec = spec;
        this.sources = sources;
        this.requests = requests;
        this.journal = journal;
        this.watch = watch;
    }

    /// Looks once. Headrace's own database may be away while the source is not.
    void look() {
        List<Reread> open;
        try {
            open = requests.open();
            for (Reread asked : open) {
                carry(asked);
            }
            if (spec.role() == EngineSpec.Role.CONTROL) {
                requests.refuseStrays(sources);
            }
        } catch (SQLException e) {
            LOGGER.debug("{}: requests cannot be looked up", spec.source(), e);
            return;
        }
        Set<String> answered = new TreeSet<>(journal.state().rereads().keySet());
        open.forEach(asked -> answered.remove(asked.request()));
        answered.forEach(request -> journal.transact(before -> before.end(request)));
    }

    private void carry(Reread asked) throws SQLException {
        Optional<String> refusal = asked.isWhole() ? Optional.empty() : watch.refusal(asked.table());
        if (refusal.isPresent()) {
            requests.answer(asked, false, asked.table() + ' ' + refusal.get());
        } else if (!journal.state().rereads().containsKey(asked.request())) {
            LOGGER.info(
                    "{}: {} asked that {} be read again",
                    spec.source(),
                    asked.askedBy(),
                    asked.isWhole() ? "every table" : asked.table());
            journal.transact(before -> before.begin(asked));
        } else if (watch.isRead(asked.table())) {
            requests.answer(asked, true, read(asked));
        }
    }

    private String read(Reread asked) {
        String what = asked.isWhole()
                ? "every table of %s: %s".formatted(spec.source(), watch.readable())
                : "%s of %s".formatted(asked.table(), spec.source());
        return "Read again: %s. Whoever reads the topics has it as of cut %d"
                .formatted(what, journal.state().lastCut());
    }
}
