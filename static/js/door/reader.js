// A worker that reads QR codes from pictures; zxing-wasm is fetched from beside it, never from elsewhere.
/* global importScripts, BarcodeDetectionAPI */

importScripts("../../vendor/barcode-detector/ponyfill.js");
const wasm = new URL("../../vendor/zxing-wasm/zxing_reader.wasm", location.href).href;
BarcodeDetectionAPI.prepareZXingModule({ overrides: { locateFile: () => wasm } });
const detector = new BarcodeDetectionAPI.BarcodeDetector({ formats: ["qr_code"] });

addEventListener("message", async ({ data }) => {
  const found = await detector.detect(data);
  postMessage(found.map((one) => one.rawValue));
});
