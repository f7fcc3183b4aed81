package io.headrace.examples;

import io.headrace.client.Headrace;
import io.headrace.client.onnx.CurrentOnnxModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/// Answers lines such as `80 3 true north` (area, rooms, garden, district) while models are swapped under it.
public final class HousePrices {

    private HousePrices() {}

    /// Takes Kafka's address and the schema registry's.
    public static void main(String[] args) throws IOException, InterruptedException {
        try (CurrentOnnxModel current = new CurrentOnnxModel();
                Headrace headrace = Headrace.connect(args[0], args[1]);
                Scanner questions = new Scanner(System.in, StandardCharsets.UTF_8)) {
            headrace.subscribe("house-price", current);
            if (!current.await(1, TimeUnit.MINUTES)) {
                throw new IOException("No model of house-price is in production: apply the pipeline first");
            }
            while (questions.hasNext()) {
                Map<String, Object> house = Map.of(
                        "area_m2", questions.nextDouble(),
                        "rooms", questions.nextInt(),
                        "garden", questions.nextBoolean(),
                        "district", questions.next());
                CurrentOnnxModel.Answer answer = current.predict(house);
                System.out.printf("%.0f by %s%n", answer.prediction(), answer.model());
            }
        }
    }
}
