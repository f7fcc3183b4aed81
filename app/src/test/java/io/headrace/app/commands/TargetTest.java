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

    @Test
    void someCommandsAreAboutNoVersion() {
        Target.WholeConverter whole = new Target.WholeConverter();

        assertThat(whole.convert("house-price")).isEqualTo(new Target("house-price", null));
        assertThatThrownBy(() -> whole.convert("house-price@2"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'house-price@2' names a version, and this is about the pipeline as a whole;"
                        + " write house-price");
    }

    @ParameterizedTest
    @ValueSource(strings = {"house-price@", "house-price@0", "house-price@-1", "house-price@v2", "@3", ""})
    void refusesWhatIsNoVersion(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'%s' is neither".formatted(text));
    }
}
