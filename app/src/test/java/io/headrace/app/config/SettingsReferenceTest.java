package io.headrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/reference/settings.md` is written from the code: `mvn -pl app test -Dtest=SettingsReferenceTest -Dupdate`.
class SettingsReferenceTest {

    private static final Path PAGE = Path.of("../docs/reference/settings.md");

    @Test
    void thePageSaysWhatTheCodeTakes() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Settings

                For servers of your own: `headrace run`, and every command with `--config FILE` (or `HEADRACE_CONFIG`), or with the variables. A file holds Java properties, one `key = value` a line; a variable goes before the file. Everything that is wrong is said at once, with exit code 2. Written from the code.

                | key | variable | default | |
                |---|---|---|---|
                """);
        for (Setting setting : Setting.values()) {
            String byDefault = setting.byDefault()
                    .map(value -> value.isEmpty() ? "" : "`" + value + "`")
                    .orElse("must be set");
            page.append("| `%s` | `%s` | %s | %s |\n"
                    .formatted(setting.key(), setting.variable(), byDefault, setting.meaning()));
        }
        page.append("""
                | `kafka.…` | `HEADRACE_KAFKA_…` | | How every client connects to Kafka: `kafka.security.protocol`, `kafka.sasl.mechanism`, `kafka.sasl.jaas.config`, `kafka.ssl.truststore.location`, … As a variable in capitals, with `_` for `.`: `HEADRACE_KAFKA_SECURITY_PROTOCOL`. What exactness rests on (isolation, acknowledgements, transactions) is not to be set |
                | `config.providers…` | | | Further providers of secrets, as Kafka Connect names them: `config.providers=vault`, `config.providers.vault.class=…`, `config.providers.vault.param.…`; their classes must be on the class path |

                ## Secrets
                A value may refer to a secret in place of holding it. It is looked up at the start, and never printed.

                | reference | what it reads |
                |---|---|
                | `${file:/run/secrets/pg.properties:password}` | a key of a file of Java properties |
                | `${dir:/run/secrets:pg_password}` | a whole file of a folder, without the line break at its end |
                | `${env:PG_PASSWORD}` | another variable |
                """);
        if (System.getProperty("update") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("written from the code; run this test with -Dupdate")
                .hasContent(page.toString());
    }
}
