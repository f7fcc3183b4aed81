package io.headrace.lineage.delivery;

import io.headrace.kernel.Patience;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Offers one event after the other, each until it is taken or refused for good. Used by one thread; what it counts
/// is for others too.
final class Postman {

    private static final Logger LOGGER = LoggerFactory.getLogger(Postman.class);
    static final Duration PAUSE_MAX = Duration.ofSeconds(60);

    private final Receiver receiver;
    private final Patience patience;
    private final Duration first;
    private volatile DeliveryFigures figures = new DeliveryFigures(0, 0, false);

    /// @param first how long it waits before the second attempt; before each further one twice as long
    Postman(Receiver receiver, Patience patience, Duration first) {
        this.receiver = receiver;
        this.patience = patience;
        this.first = first;
    }

    DeliveryFigures figures() {
        return figures;
    }

    /// False: it was stopped, and the event is still to be delivered.
    boolean deliver(byte[] event) {
        Duration pause = first;
        while (true) {
            switch (receiver.offer(event)) {
                case Answer.Taken() -> {
                    goOn(figures.delivered() + 1, figures.refused());
                    return true;
                }
                case Answer.Refused(String sentence) -> {
                    LOGGER.warn("a run event is left out: {}", sentence);
                    goOn(figures.delivered(), figures.refused() + 1);
                    return true;
                }
                case Answer.Away(String sentence) -> waitBecause(sentence);
            }
            if (!patience.sleep(pause)) {
                return false;
            }
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
        }
    }

    /// Something else than the endpoint is wrong: no event is delivered until it goes on.
    void failed() {
        figures = new DeliveryFigures(figures.delivered(), figures.refused(), true);
    }

    private void goOn(long delivered, long refused) {
        if (figures.isWaiting()) {
            LOGGER.info("run events are delivered again");
        }
        figures = new DeliveryFigures(delivered, refused, false);
    }

    private void waitBecause(String sentence) {
        if (!figures.isWaiting() && !patience.isStopped()) {
            LOGGER.warn(
                    "run events wait, and are tried again at least every {} s: {}", PAUSE_MAX.toSeconds(), sentence);
        }
        figures = new DeliveryFigures(figures.delivered(), figures.refused(), true);
    }
}
