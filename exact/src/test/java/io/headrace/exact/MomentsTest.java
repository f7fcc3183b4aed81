package io.headrace.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final MathContext PRECISE = new MathContext(200);

    @Test
    void meanAndVarianceAreThoseOfDecimalsRoundedOnceInAnyOrder() {
        long seed = Long.getLong("headrace.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int life = 0; life < 200; life++) {
            List<Double> numbers = numbers(random);
            Moments moments = of(numbers);
            double mean = mean(numbers).doubleValue();
            double variance = variance(numbers).doubleValue();
            assertThat(moments.count()).isEqualTo(numbers.size());
            assertThat(moments.mean()).as("seed %d", seed).isEqualTo(mean);
            assertThat(moments.variance()).as("seed %d", seed).isEqualTo(variance);

            Collections.shuffle(numbers, random);
            int half = random.nextInt(numbers.size() + 1);
            Moments both = of(numbers.subList(0, half)).plus(of(numbers.subList(half, numbers.size())));
            assertThat(both.mean()).as("seed %d", seed).isEqualTo(mean);
            assertThat(both.variance()).as("seed %d", seed).isEqualTo(variance);
        }
    }

    @Test
    void aNumberThatComesManyTimesIsAddedAtOnce() {
        for (double number : new double[] {0, 0.1, -1e12, 0x1p60, -0x1.0000000000001p-60}) {
            Moments one = of(List.of(3.0, -0.7));
            Moments many = of(List.of(3.0, -0.7));
            for (int i = 0; i < 1000; i++) {
                many.add(number);
            }
            Moments atOnce = one.with(number, 1000);
            assertThat(atOnce.count()).isEqualTo(1002);
            assertThat(atOnce.mean()).isEqualTo(many.mean());
            assertThat(atOnce.variance()).isEqualTo(many.variance());
            assertThat(one.count()).isEqualTo(2);
            assertThat(one.with(number, 0).variance()).isEqualTo(one.variance());
        }
    }

    @Test
    void numbersThatAreAllTheSameHaveNoVarianceAndTheLastBitIsOne() {
        assertThat(of(List.of(0.1, 0.1, 0.1)).variance()).isZero();
        assertThat(of(List.of(0.1, 0.1, Math.nextUp(0.1))).variance()).isPositive();
        assertThat(of(List.of(-0x1p60, 0x1p60)).variance()).isEqualTo(0x1p120);
        assertThat(of(List.of(0x1p-60, 0.0)).variance()).isEqualTo(0x1p-122);
    }

    @Test
    void noNumberHasNoMean() {
        assertThat(new Moments().mean()).isNaN();
        assertThat(new Moments().variance()).isNaN();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new Moments().add(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Moments().with(1e300, 1))
                .hasMessage("1.0E300 cannot come 1 times: it is 0 or from 2^-60 to 2^60 in magnitude, and comes 0"
                        + " times or more");
        assertThatThrownBy(() -> new Moments().with(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Double> numbers(Random random) {
        double offset = random.nextBoolean() ? 0 : Math.scalb(random.nextGaussian(), random.nextInt(60));
        int scale = random.nextInt(50) - 40;
        List<Double> numbers = new ArrayList<>();
        for (int i = random.nextInt(30); i >= 0; i--) {
            double number = offset + Math.scalb(random.nextGaussian(), scale);
            numbers.add(random.nextInt(8) == 0 || !GramMatrix.fits(number) ? 0.0 : number);
        }
        return numbers;
    }

    private static Moments of(List<Double> numbers) {
        Moments moments = new Moments();
        numbers.forEach(moments::add);
        return moments;
    }

    private static BigDecimal mean(List<Double> numbers) {
        return numbers.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(numbers.size()), PRECISE);
    }

    private static BigDecimal variance(List<Double> numbers) {
        BigDecimal mean = mean(numbers);
        return numbers.stream()
                .map(number -> new BigDecimal(number).subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(numbers.size()), PRECISE);
    }
}
