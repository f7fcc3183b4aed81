package io.headrace.simulation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One run: an installation at work while things go wrong, then a time of peace, until nothing moves any more.
public final class Simulation {

    private static final int STEPS = 900;
    private static final int ROUNDS_MAX = 4_000;
    private static final int QUIET_ROUNDS = 25;

    private final World world;
    private final Installation installation;
    private final Dice dice;

    public Simulation(long seed, boolean keepsTrace) {
        this.world = new World(seed, keepsTrace);
        this.installation = new Installation(world);
        this.dice = world.dice().split();
    }

    public World world() {
        return world;
    }

    /// Runs to the end. What should hold is not checked yet.
    public void run() throws SQLException {
        world.writers().fill();
        world.operators().begin();
        for (int step = 0; step < STEPS; step++) {
            world.clock().advance(Duration.ofNanos(1_000L * dice.between(1, dice.onceIn(30) ? 3_000_000 : 30_000)));
            step();
        }
        calmDown();
        comeToRest();
    }

    private void step() throws SQLException {
        int chance = dice.below(100);
        if (chance < 12) {
            world.writers().step();
        } else if (chance < 14) {
            world.operators().step();
        } else if (chance < 17) {
            misfortune();
        } else if (chance < 24) {
            dice.pick(installation.services()).haunt(dice);
        } else {
            Service service = dice.pick(installation.services());
            boolean _ = service.step();
        }
    }

    private void misfortune() {
        Service service = dice.pick(installation.services());
        switch (dice.below(8)) {
            case 0 -> service.kill();
            case 1, 2 -> service.giveUp(dice);
            case 3 -> setStoreAway(!world.control().store().isAway());
            case 4 -> setLogAway(!world.log().isAway());
            case 5 -> setClock(service);
            case 6 -> alter();
            default -> {
                setStoreAway(false);
                setLogAway(false);
            }
        }
    }

    private void setStoreAway(boolean away) {
        world.control().store().setAway(away);
        world.trace().say("store", away ? "is away" : "is there");
    }

    private void setLogAway(boolean away) {
        world.log().setAway(away);
        world.trace().say("log", away ? "is away" : "is there");
    }

    private void setClock(Service service) {
        Duration wrongBy = dice.pick(List.of(
                Duration.ZERO,
                Duration.ofSeconds(-2),
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofHours(-1)));
        service.clock().set(wrongBy);
        world.trace().say(service.name(), "has its clock wrong by " + wrongBy);
    }

    private void alter() {
        if (dice.onceIn(4)) {
            String table = dice.pick(world.source().tables()).name();
            world.source().alter(table);
            world.trace().say("writer", "alters " + table);
        }
    }

    private void calmDown() {
        world.writers().finish();
        world.misfortune().calm();
        setStoreAway(false);
        setLogAway(false);
        installation.services().forEach(service -> {
            service.bury();
            service.clock().set(Duration.ZERO);
            if (dice.onceIn(2)) {
                service.kill();
            }
        });
        world.trace().say("world", "calms down");
    }

    /// Everybody works until nobody has anything to do, and no deadline is left.
    private void comeToRest() {
        int quiet = 0;
        for (int round = 0; round < ROUNDS_MAX; round++) {
            world.clock().advance(Duration.ofMillis(20));
            boolean moved = false;
            for (Service service : installation.services()) {
                for (int i = 0; i < 10; i++) {
                    moved |= service.step();
                }
            }
            quiet = moved ? 0 : quiet + 1;
            if (quiet >= QUIET_ROUNDS) {
                Optional<Duration> deadline = nextDeadline();
                if (deadline.isEmpty()) {
                    return;
                }
                world.clock().advance(deadline.get().plusMillis(1));
                quiet = 0;
            }
        }
        throw new IllegalStateException(
                "the installation does not come to rest in %d rounds of peace".formatted(ROUNDS_MAX));
    }

    private Optional<Duration> nextDeadline() {
        return installation.services().stream()
                .flatMap(service -> service.untilDeadline().stream())
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .min(Duration::compareTo);
    }
}
