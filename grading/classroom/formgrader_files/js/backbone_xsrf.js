// In the place of nbgrader's file: every request carries the token, also one that ends in "-".
function courseToken() {
  const found = document.cookie.split("; ").find((part) => part.startsWith("_xsrf="));
  return found ? found.slice("_xsrf=".length) : "";
}

$.ajaxPrefilter(function (_options, _original, request) {
  request.setRequestHeader("X-XSRFToken", courseToken());
});
