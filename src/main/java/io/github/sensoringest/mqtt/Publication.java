package io.github.sensoringest.mqtt;

/** What a broker has sent; the content type is empty if there is none. */
record Publication(int id, String topic, int qos, byte[] payload, String contentType) {}
