package io.headrace.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RefitTest {

    @Test
    void isWhatTheScriptHasMeasured() {
        Refit refit = Refit.said(List.of("version 1.7.2", "seconds 0.0125"));

        assertThat(refit).isEqualTo(new Refit.Done(12.5, "1.7.2"));
        assertThat(refit.measured()).contains(12.5);
        assertThat(refit.text()).isEqualTo("scikit-learn 1.7.2: 12.5 ms");
    }

    @Test
    void tellsThatTheLibraryIsNotThereInPlaceOfANumber() {
        Refit refit = Refit.said(List.of("absent No module named 'sklearn'"));

        assertThat(refit.measured()).isEmpty();
        assertThat(refit.text())
                .isEqualTo(
                        "scikit-learn is not there (No module named 'sklearn'): name a Python that has it with --python");
    }

    @Test
    void tellsHowItFailedInPlaceOfANumber() {
        assertThat(Refit.said(List.of("version 1.7.2", "Traceback:", "MemoryError")))
                .isEqualTo(new Refit.Failed("MemoryError"));
        assertThat(Refit.said(List.of("version 1.7.2")).text())
                .isEqualTo("scikit-learn gave no number: it ended before (out of memory?)");
        assertThat(Refit.said(List.of()).measured()).isEmpty();
    }
}
