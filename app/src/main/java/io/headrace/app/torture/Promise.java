package io.headrace.app.torture;

/// What must hold whatever happens.
enum Promise {
    CHANGES("every committed change is in its topic once, whole and in commit order"),
    CUTS("cut numbers ascend, and every cut is whole"),
    DECISIONS("every decision is made and published once, and every request answered"),
    NOTHING_ASIDE("no service put a message aside"),
    PROCESSES("no process ended by itself, and each stops when told"),
    CAUGHT_UP("everything catches up"),
    VERIFIED("tables, topics and datasets hold the same (verify)"),
    REPRODUCED("every model version comes out of the topics again (reproduce --all)"),
    REBUILT("the registry is what the topics say (rebuild registry --check)");

    private final String sentence;

    Promise(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
