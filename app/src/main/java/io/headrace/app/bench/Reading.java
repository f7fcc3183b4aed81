package io.headrace.app.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One number that was measured, beside its bare counterpart and its aim.
///
/// @param name for programs, with the unit at its end
/// @param what for people, with the unit at its end
/// @param bare what the counterpart measured in the same unit; null: it has none
/// @param aim null: it is told, and nothing is expected of it
record Reading(
        String name,
        String what,
        double measured,
        @Nullable Double bare,
        @Nullable Aim aim) {

    Reading {
        if (!Double.isFinite(measured) || (bare != null && !(bare > 0 && Double.isFinite(bare)))) {
            throw new IllegalArgumentException("%s was not measured: %s beside %s".formatted(name, measured, bare));
        }
        if (aim != null && aim.of() == Aim.Of.RATIO && bare == null) {
            throw new IllegalArgumentException("%s has no counterpart that its aim could mean".formatted(name));
        }
    }

    static Reading of(String name, String what, double measured) {
        return new Reading(name, what, measured, null, null);
    }

    Reading beside(double counterpart) {
        return new Reading(name, what, measured, counterpart, aim);
    }

    Reading aimingAt(Aim target) {
        return new Reading(name, what, measured, bare, target);
    }

    /// Measured by bare; null where there is no counterpart.
    @Nullable
    Double ratio() {
        return bare == null ? null : measured / bare;
    }

    /// Whether the aim is held; null where there is none.
    @Nullable
    Boolean held() {
        if (aim == null) {
            return null;
        }
        Double ratio = ratio();
        return switch (aim.of()) {
            case MEASURED -> aim.isHeldBy(measured);
            case RATIO -> ratio != null && aim.isHeldBy(ratio);
        };
    }

    /// The titles of [#cells()].
    static List<String> titles() {
        return List.of("MEASURED", "HEADRACE", "BARE", "RATIO", "AIM", "");
    }

    /// A line of a table.
    List<String> cells() {
        Double ratio = ratio();
        Boolean held = held();
        return List.of(
                what,
                number(measured),
                bare == null ? "" : number(bare),
                ratio == null ? "" : String.format(Locale.ROOT, ratio < 0.1 ? "%.4f" : "%.2f", ratio),
                aim == null ? "" : aim.text(),
                held == null ? "" : held ? "held" : "missed");
    }

    /// Two decimals below ten, none from a thousand on.
    private static String number(double value) {
        String format = value < 10 ? "%.2f" : value < 1_000 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, value);
    }

    /// For JSON, as it was measured.
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("measured", measured);
        json.put("bare", bare);
        json.put("ratio", ratio());
        json.put("aim", aim == null ? null : aim.json());
        json.put("held", held());
        return json;
    }
}
