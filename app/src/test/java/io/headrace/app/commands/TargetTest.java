package io.headrace.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class TargetTest {

    private final Target.Converter converter = new Target.Converter();

    @Test
    void namesAPipelineOrOneOfItsVersions() {
        assertThat(converter.convert("house-price")).isEqualTo(new Target("house-price", null));
        assertThat(converter.convert("house-price@12")).isEqualTo(new Target("house-price", 12L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"house-price@", "house-price@0", "house-price@-1", "house-price@v2", "@3"})
    void refusesWhatIsNoVersion(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'%s' is neither".formatted(text));
    }
}
