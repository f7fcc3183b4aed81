package io.headrace.dataset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalsTest {

    @Test
    void rounds10000RandomDecimalsAsExactArithmeticDoes() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            BigInteger digits = new BigInteger(random.nextInt(1, 80), new java.util.Random(random.nextLong()));
            BigDecimal decimal = new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(0, 25));
            String text = decimal.toPlainString();
            assertThat(Decimals.parse(text)).as(text).hasValue(decimal.doubleValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "-.", "1.2.3", "twelve", "0x1p3", "1d", "2026-11-22", "--1", "1-"})
    void refusesWhatIsNoNumber(String text) {
        assertThat(Decimals.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e400"})
    void keepsWhatIsNotFinite(String text) {
        assertThat(Double.isFinite(Decimals.parse(text).orElseThrow())).isFalse();
    }
}
