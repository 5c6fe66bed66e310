// The export has a folder with an index.html for each page, and S3 knows objects, not folders.
// /checkout/ means /checkout/index.html; /checkout is sent to /checkout/, so that a page has one address.
function handler(event) {
  var request = event.request;
  if (request.uri.endsWith('/')) {
    request.uri += 'index.html';
    return request;
  }
  if (request.uri.substring(request.uri.lastIndexOf('/')).includes('.')) {
    return request;
  }
  // "//host" and "/\host" at the start of a Location would lead to another site.
  var address = request.uri.replace(/^[\/\\]+/, '/') + '/' + query(request.querystring);
  return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: address } } };
}

function query(parameters) {
  var parts = [];
  Object.keys(parameters).forEach(function (name) {
    (parameters[name].multiValue || [parameters[name]]).forEach(function (one) {
      parts.push(one.value === '' ? name : name + '=' + one.value);
    });
  });
  return parts.length > 0 ? '?' + parts.join('&') : '';
}
