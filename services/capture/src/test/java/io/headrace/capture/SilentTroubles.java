package io.headrace.capture;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Troubles as a list, for tests to look at.
final class SilentTroubles implements Troubles {

    final List<String> said = new CopyOnWriteArrayList<>();

    @Override
    public void troubled(String source, String kind, String sentence) {
        said.add("%s %s: %s".formatted(source, kind, sentence));
    }

    @Override
    public void recovered(String source, String kind, String sentence) {
        said.add("%s %s is over".formatted(source, kind));
    }
}
