
(function () {
  "use strict";
  var form = document.getElementById("login");
  var verifier = document.createElement("input");
  verifier.type = "hidden";
  verifier.name = "code_verifier";
  verifier.value = location.hash.slice(1);
  form.appendChild(verifier);
  // Before anything else can see it: neither address bar nor history keep token and verifier.
  history.replaceState(null, "", location.pathname);
  form.submit();
  // A second press would cancel the first request, whose answer holds the session.
  form.querySelector("button").disabled = true;
})();
