package io.headrace.simulation;

import io.headrace.kernel.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// A service of the installation: its running copy, what is left of earlier ones, and how a new one begins.
public final class Service {

    private static final int ZOMBIE_STEPS_MAX = 30;

    private final String name;
    private final Supplier<Copy> starts;
    private final WallClock clock;
    private final Trace trace;
    private final List<Zombie> zombies = new ArrayList<>();
    private @Nullable Copy copy;

    public Service(String name, Supplier<Copy> starts, WallClock clock, Trace trace) {
        this.name = name;
        this.starts = starts;
        this.clock = clock;
        this.trace = trace;
    }

    /// A copy that was given up and does not know it.
    private static final class Zombie {
        private final Copy copy;
        private int steps;

        Zombie(Copy copy, int steps) {
            this.copy = copy;
            this.steps = steps;
        }
    }

    public String name() {
        return name;
    }

    public WallClock clock() {
        return clock;
    }

    /// Lets the copy do one thing, or begins one; whether anything happened.
    public boolean step() {
        try {
            Copy running = copy;
            if (running == null) {
                copy = starts.get();
                trace.say(name, "starts");
                return true;
            }
            Optional<String> did = running.step();
            did.ifPresent(what -> trace.say(name, what));
            return did.isPresent();
        } catch (Crash e) {
            copy = null;
            trace.say(name, "crashes " + e.getMessage());
        } catch (Patience.Stopped e) {
            trace.say(name, "waits for the database");
        } catch (Exception e) {
            copy = null;
            trace.say(name, "ends: " + reason(e));
        }
        return true;
    }

    /// Lets something that was given up do one more thing.
    public void haunt(Dice dice) {
        if (zombies.isEmpty()) {
            return;
        }
        Zombie zombie = dice.pick(zombies);
        try {
            zombie.copy.step().ifPresent(what -> trace.say(name, "(given up) " + what));
            zombie.steps--;
        } catch (Patience.Stopped e) {
            zombie.steps--;
        } catch (Crash e) {
            zombie.steps = 0;
        } catch (Exception e) {
            zombie.steps = 0;
            trace.say(name, "(given up) ends: " + reason(e));
        }
        zombies.removeIf(one -> one.steps <= 0);
    }

    /// Ends the copy at once.
    public void kill() {
        if (copy != null) {
            copy = null;
            trace.say(name, "is killed");
        }
    }

    /// Takes the copy for dead, wrongly: the next one begins while it goes on.
    public void giveUp(Dice dice) {
        if (copy != null) {
            zombies.add(new Zombie(copy, dice.between(1, ZOMBIE_STEPS_MAX)));
            copy = null;
            trace.say(name, "is given up but goes on");
        }
    }

    /// Ends all that was given up.
    public void bury() {
        zombies.clear();
    }

    public Optional<Duration> untilDeadline() {
        return copy == null ? Optional.of(Duration.ZERO) : copy.untilDeadline();
    }

    /// Only a server that is away and a younger copy may end a life; anything else is a bug.
    private String reason(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean isTheLog = cause instanceof KafkaException;
            boolean isTheStore = cause instanceof SQLException && Patience.isTransient(cause);
            if (isTheLog || isTheStore) {
                return String.valueOf(cause.getMessage());
            }
        }
        throw new IllegalStateException("%s fails: %s".formatted(name, failure.getMessage()), failure);
    }
}
