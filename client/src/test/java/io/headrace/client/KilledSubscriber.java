package io.headrace.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/// A process that notes each model it is given. Asked to hang, it never returns from its listener.
final class KilledSubscriber {

    private KilledSubscriber() {}

    public static void main(String[] args) throws Exception {
        Path notes = Path.of(args[2]);
        boolean hang = Boolean.parseBoolean(args[4]);
        CountDownLatch never = new CountDownLatch(1);
        try (Headrace headrace = Headrace.connect(args[0], args[1])) {
            headrace.subscribe(args[3], model -> {
                String note = "%s %d %s%n".formatted(model.id(), model.deployment(), model.sha256());
                Files.writeString(notes, note, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                if (hang) {
                    never.await();
                }
            });
            never.await();
        }
    }
}
