package io.headrace.dataset.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.dataset.core.KeyText.Read;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyTextTest {

    private static final RowShape NUMBER = new RowShape(List.of("id"), List.of(Kind.INTEGER));
    private static final RowShape NAME = new RowShape(List.of("name"), List.of(Kind.TEXT));
    private static final RowShape PAIR = new RowShape(List.of("tenant", "id"), List.of(Kind.TEXT, Kind.INTEGER));

    @Test
    void oneColumnNeedsNoName() {
        assertThat(read("7", NUMBER)).isEqualTo(key("7"));
        assertThat(read("+007", NUMBER)).isEqualTo(key("7"));
        assertThat(read("-9223372036854775808", NUMBER)).isEqualTo(key("-9223372036854775808"));
        assertThat(read("id=7", NUMBER)).isEqualTo(key("7"));
        assertThat(read("2026-02-28", NAME)).isEqualTo(key("2026-02-28"));
        assertThat(read("a,b=c", NAME)).isEqualTo(key("a,b=c"));
        assertThat(read("name=name=x", NAME)).isEqualTo(key("name=x"));
        assertThat(read("", NAME)).isEqualTo(key(""));
    }

    @Test
    void severalColumnsComeByNameInAnyOrder() {
        assertThat(read("tenant=acme,id=7", PAIR)).isEqualTo(key("acme", "7"));
        assertThat(read("id=7,tenant=a, b=c", PAIR)).isEqualTo(key("a, b=c", "7"));
        assertThat(read("tenant=,id=7", PAIR)).isEqualTo(key("", "7"));
    }

    @Test
    void saysWhatIsWrongWithAKey() {
        assertThat(read("7", PAIR))
                .isEqualTo(new Read.Misfit("names no row: the key has the columns tenant, id, so write tenant=…,id=…"));
        assertThat(read("tenant=a", PAIR)).isInstanceOf(Read.Misfit.class);
        assertThat(read("tenant=a,id=7,tenant=b", PAIR)).isInstanceOf(Read.Misfit.class);
        assertThat(read("x,tenant=a,id=7", PAIR)).isInstanceOf(Read.Misfit.class);
        assertThat(read("seven", NUMBER))
                .isEqualTo(
                        new Read.Misfit("names no row: column id of the key is a whole number, and 'seven' is none"));
        assertThat(read("9223372036854775808", NUMBER)).isInstanceOf(Read.Misfit.class);
        assertThat(read("yes", new RowShape(List.of("b"), List.of(Kind.BOOLEAN))))
                .isInstanceOf(Read.Misfit.class);
    }

    private static Read read(String text, RowShape key) {
        return new KeyText(text).under(key);
    }

    private static Read key(String... texts) {
        return new Read.Key(List.of(texts));
    }
}
