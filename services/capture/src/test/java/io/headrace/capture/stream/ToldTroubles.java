package io.headrace.capture.stream;

import io.headrace.capture.Troubles;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The sentences of troubles, and `over` where one ends.
final class ToldTroubles implements Troubles {

    final List<String> said = new CopyOnWriteArrayList<>();

    @Override
    public void troubled(String source, String kind, String sentence) {
        said.add(sentence);
    }

    @Override
    public void recovered(String source, String kind, String sentence) {
        said.add("over");
    }
}
