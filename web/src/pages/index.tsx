import { Catalog } from '../components/Catalog';
import { Page, Title } from '../components/Page';
import { ProductList } from '../components/ProductList';

export default function ProductsPage() {
  return (
    <Page title="Products">
      <Title>Choose what fits you</Title>
      <p className="intro">Pay, and a few seconds later you are signed in to an account of your own.</p>
      <Catalog>{(products) => <ProductList products={products} />}</Catalog>
    </Page>
  );
}
