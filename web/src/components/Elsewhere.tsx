/** Where the analytics API asks for signed requests, which a public page can't send. */
export function Elsewhere() {
  return (
    <div className="notice">
      <h2>Reports are asked for with AWS credentials</h2>
      <p>
        This shop’s address answers no reports, because everybody can reach it. Ask the analytics API itself, with a request that is
        signed with your AWS credentials: its address is the output <code>ReportsUrl</code> of the stack <code>AwsPlatformAnalytics</code>.
      </p>
      <p>In the local cloud, where nobody else can reach it, the reports are on this page.</p>
    </div>
  );
}
