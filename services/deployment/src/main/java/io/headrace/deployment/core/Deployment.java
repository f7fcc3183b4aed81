package io.headrace.deployment.core;

/// How a pipeline's model versions reach production.
public sealed interface Deployment {

    /// Nothing was in production yet.
    record Vacant(Ledger ledger) implements Deployment {}

    /// A version is in production, and the next accepted one replaces it.
    record Live(Ledger ledger, Production production) implements Deployment {}

    /// A version is in production, and stays there until somebody resumes or approves another.
    record Held(Ledger ledger, Production production) implements Deployment {}

    /// What is remembered in every state.
    Ledger ledger();

    /// The same state with another memory.
    default Deployment with(Ledger ledger) {
        return switch (this) {
            case Vacant _ -> new Vacant(ledger);
            case Live live -> new Live(ledger, live.production());
            case Held held -> new Held(ledger, held.production());
        };
    }
}
