package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A pair of keys for the servers of this machine, and a store of whom clients trust.
record ServerKeys(Path folder) {

    /// Of both stores.
    static final String PASSWORD = "of-the-store";

    /// Makes them.
    static ServerKeys make(Path folder) throws IOException, InterruptedException {
        ServerKeys keys = new ServerKeys(folder);
        String certificate = keys.certificate().toString();
        keytool("-genkeypair -alias servers -keyalg EC -dname CN=127.0.0.1 -ext SAN=IP:127.0.0.1", keys.own());
        keytool("-exportcert -rfc -alias servers -file " + certificate, keys.own());
        keytool("-importcert -noprompt -alias servers -file " + certificate, keys.trusted());
        return keys;
    }

    Path certificate() {
        return folder.resolve("server.crt");
    }

    Path own() {
        return folder.resolve("key.p12");
    }

    Path trusted() {
        return folder.resolve("trust.p12");
    }

    /// As PEM.
    String privateKey() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(own().toFile(), PASSWORD.toCharArray());
        Key key = keys.getKey("servers", PASSWORD.toCharArray());
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(key.getEncoded()));
    }

    private static void keytool(String arguments, Path store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }
}
